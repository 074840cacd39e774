namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>One fault in one scenario, with the process killed at one call of it or at none.</summary>
internal sealed record MatrixCell(FaultRow Fault, Scenario Scenario, Death? Death)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    /// <summary>Before the pod is applied: what strikes creates has to be there by then.</summary>
    private bool IsStruckFromTheStart => Scenario is Scenario.Create or Scenario.DeleteDuringCreate || Fault.OperationIn(Scenario) == "create";

    public static IEnumerable<MatrixCell> Of(FaultRow fault) => Enum.GetValues<Scenario>()
        .Where(scenario => scenario != Scenario.ObserveByList || fault.OperationIn(scenario) == "list")
        .SelectMany(scenario => Of(fault, scenario));

    private static IEnumerable<MatrixCell> Of(FaultRow fault, Scenario scenario)
    {
        yield return new MatrixCell(fault, scenario, null);
        foreach (var call in new[] { ArmCall.Create, ArmCall.Get, ArmCall.List, ArmCall.Delete })
        {
            foreach (var afterEffect in new[] { false, true })
            {
                var cell = new MatrixCell(fault, scenario, new Death(call, afterEffect));
                if (call != ArmCall.Create || cell.IsStruckFromTheStart)
                    yield return cell;
            }
        }
    }

    public override string ToString() => $"{Fault}, {Scenario}, {Death?.ToString() ?? "never killed"}";

    /// <summary>What is wrong in the end; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var world = await MatrixWorld.StartAsync(Fault.Tier);
        try
        {
            await LiveAsync(world);
        }
        catch (InvalidOperationException exception)
        {
            return [exception.Message];
        }

        return await JudgeAsync(world);
    }

    private async Task LiveAsync(MatrixWorld world)
    {
        if (IsStruckFromTheStart)
            await BreakAsync(world);
        await world.ApplyPodAsync();
        if (Scenario == Scenario.DeleteDuringCreate)
            await world.UntilAsync("its group is there", async () => (await world.Desk.ReadGroupsAsync()).Count > 0 || await HasEndedAsync(world));
        else
            await UntilItRunsAsync(world);
        if (!IsStruckFromTheStart)
            await BreakAsync(world);
        if (Scenario is Scenario.Observe or Scenario.ObserveByList)
            await ObserveAsync(world);
        await world.DeletePodAsync();
        await world.UntilAsync("the pod is gone", world.IsPodGoneAsync);
        await UntilStruckAsync(world);
        await world.UntilAsync("it has been killed", () => Task.FromResult(Death is null || world.Deaths > 0));
        await world.UntilAsync("its group is gone", async () => (await world.Desk.ReadGroupsAsync()).Count == 0);
        // Nothing may come back.
        await world.LetPassAsync(Settle);
    }

    private async Task BreakAsync(MatrixWorld world)
    {
        if (Death is not null)
            world.KillAt(Death);
        await world.Desk.StrikeAsync(Fault.BodyIn(Scenario));
    }

    private static Task UntilStruckAsync(MatrixWorld world) =>
        world.UntilAsync("the fault has struck", async () => await world.Desk.CountStrikesAsync() > 0);

    private Task UntilItRunsAsync(MatrixWorld world) =>
        world.UntilAsync("the pod runs", async () => await world.ReadPhaseAsync() == "Running" || await HasEndedAsync(world));

    private async Task<bool> HasEndedAsync(MatrixWorld world) => Fault.TakesThePod && await world.ReadPhaseAsync() == "Failed";

    /// <summary>The pod is wanted all the while: unless the fault takes it, it runs on in the group that it began in.</summary>
    private async Task ObserveAsync(MatrixWorld world)
    {
        var before = await world.Desk.ReadGroupsAsync();
        if (Fault.OperationIn(Scenario) != "delete")
            await UntilStruckAsync(world);
        await world.LetPassAsync(Settle);
        await UntilItRunsAsync(world);
        if (!Fault.TakesThePod && !before.SequenceEqual(await world.Desk.ReadGroupsAsync()))
            throw new InvalidOperationException("Its group was deleted although the pod was wanted.");
    }

    private async Task<IReadOnlyList<string>> JudgeAsync(MatrixWorld world)
    {
        var wrong = new List<string>();
        var invoice = await world.Desk.ReadInvoiceAsync();
        if (await world.Desk.CountStrikesAsync() == 0)
            wrong.Add("the fault never struck");
        if ((await world.Desk.ReadGroupsAsync()) is { Count: > 0 } leaked)
            wrong.Add($"leaked: {string.Join(", ", leaked)}");
        if (!await world.Desk.HasForeignGroupAsync())
            wrong.Add("somebody else's group was deleted");
        if (invoice.GroupBy(line => line.Name).FirstOrDefault(lines => lines.Count() > 1) is { } twice)
            wrong.Add($"created {twice.Count()} times: {twice.Key}");
        if (invoice.Count > 1)
            wrong.Add($"{invoice.Count} groups for one pod");
        wrong.AddRange(LedgerJudge.Judge(invoice, await world.ReadUsageAsync(), world.Sightings));
        return wrong.Count == 0 ? wrong : [.. wrong, world.Sightings.ToString()];
    }
}
