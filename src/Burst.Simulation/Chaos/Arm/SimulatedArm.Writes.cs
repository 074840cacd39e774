using Burst.Core.Units;
using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Arm;

internal sealed partial class SimulatedArm
{
    /// <summary>A delete is done at once for so many groups of a thousand; of the rest it is only accepted.</summary>
    private const int DeletedAtOncePerMille = 700;

    private const int RegistryRefusalPerMille = 200;

    /// <summary>When a create of a group was refused last, and to which process.</summary>
    private readonly Dictionary<string, (DateTimeOffset At, int Sender)> refused = new(StringComparer.Ordinal);

    private readonly List<(DateTimeOffset At, bool IsSpot, GroupSize Size)> shortages = [];

    private static readonly DelayRange HiddenFor = DelayRange.Seconds(0.2, 1.7);

    private ArmAnswer Put(string name, ArmMessage message)
    {
        var body = message.Body;
        GroupOrder spec;
        try
        {
            spec = GroupReader.ReadGroup(body, options.Region);
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return ArmErrors.BadRequest("InvalidRequestContent", exception.Message);
        }

        if (world.Groups.TryGetValue(name, out var existing))
            return PutExisting(existing, spec, message);
        if (FindRefusal(name, spec, GroupReader.QuoteEnvironment(body)) is { } refusal)
        {
            refused[name] = (loop.Now, message.Sender);
            shortages.Add((loop.Now, spec.IsSpot, new GroupSize(spec.CpuMillis, spec.MemoryDeciGb)));
            return refusal;
        }

        if (FindImageTrouble(name, out var imageMissingFor) is { } trouble)
            return trouble;
        var group = new SimulatedGroup(world, name, spec, body, isForeign: false, IsLate(name, message), message.SentAt)
        {
            ImageMissingUntil = loop.Now + imageMissingFor,
            IsSaidToHaveFailed = faults.Strikes(FaultKind.ArmFailedButLive, name),
        };
        world.Groups.Add(name, group);
        world.History.Add("group created", name);
        return new ArmAnswer(201, group.Render(withInstanceView: true)) { Operation = OperationOf(name) };
    }

    /// <summary>
    /// It has arrived before, or was sent before another for the same group was refused, or by a process whose successor was refused.
    /// </summary>
    private bool IsLate(string name, ArmMessage message) =>
        message.IsRepeat || (refused.TryGetValue(name, out var last) && (message.SentAt <= last.At || message.Sender < last.Sender));

    private ArmAnswer PutExisting(SimulatedGroup group, GroupOrder spec, ArmMessage message)
    {
        if (group.Body.Span.SequenceEqual(message.Body.Span))
        {
            group.Repeat();
        }
        else
        {
            if (group.IsLeaving || group.PulledAt is null)
                return ArmErrors.Transitioning(group.Name);
            if (!spec.CanUpdate(group.Spec))
                return ArmErrors.NotUpdatable(group.Name);
            group.Update(spec, message.Body, message.SentAt, IsLate(group.Name, message));
        }

        return new ArmAnswer(200, group.Render(withInstanceView: true)) { Operation = OperationOf(group.Name) };
    }

    /// <summary>A group has one create that goes on at most.</summary>
    private string OperationOf(string name) => $"{options.Endpoint}{operationsRoot}{name}?api-version=2018-06-01";

    /// <summary>For want of room.</summary>
    private ArmAnswer? FindRefusal(string name, GroupOrder spec, string quoted)
    {
        if (spec.IsSpot && !options.OffersSpot)
            return ArmErrors.NoSpot(options.Region);
        if (faults.Strikes(FaultKind.ArmQuotaRefused, name))
            return QuotaReached(spec, options.CoreQuotaMillis);
        if (FindQuotaRefusal(spec) is { } refusal)
        {
            EarnedQuotaRefusals++;
            return refusal;
        }

        return faults.Strikes(FaultKind.ArmCapacityRefused, name) ? ArmErrors.NoCapacity(options.Region, spec, quoted) : null;
    }

    /// <summary>Whether a group of this size, or a smaller one, was refused for want of room since then.</summary>
    public bool HasRefused(bool isSpot, GroupSize size, DateTimeOffset since)
    {
        for (var i = shortages.Count - 1; i >= 0 && shortages[i].At > since; i--)
        {
            if (shortages[i].IsSpot == isSpot && shortages[i].Size.FitsIn(size))
                return true;
        }

        return false;
    }

    private ArmAnswer? FindImageTrouble(string name, out TimeSpan imageMissingFor)
    {
        imageMissingFor = TimeSpan.Zero;
        if (!faults.Strikes(FaultKind.ImagePullFailed, name, out var drawn))
            return null;
        if (drawn.Chance(RegistryRefusalPerMille))
            return ArmErrors.Registry();
        imageMissingFor = options.ImagePullOutage.Draw(drawn);
        return null;
    }

    private ArmAnswer? FindQuotaRefusal(GroupOrder spec)
    {
        if (world.Groups.Count >= options.GroupQuota)
            return ArmErrors.QuotaReached("ContainerGroups", options.Region, options.GroupQuota, world.Groups.Count, 1);
        var inUse = world.CoresOf(spec).InUseMillis;
        var limit = spec.IsSpot ? options.SpotCoreQuotaMillis : options.CoreQuotaMillis;
        return inUse + spec.CpuMillis > limit ? QuotaReached(spec, inUse) : null;
    }

    private ArmAnswer QuotaReached(GroupOrder spec, long inUseMillis)
    {
        var (quota, limit) = spec.IsSpot ? ("StandardSpotCores", options.SpotCoreQuotaMillis) : ("StandardCores", options.CoreQuotaMillis);
        return ArmErrors.QuotaReached(quota, options.Region, limit / 1000m, inUseMillis / 1000m, spec.CpuMillis / 1000m);
    }

    private ArmAnswer Patch(string name, ReadOnlyMemory<byte> body)
    {
        if (FindVisible(name) is not { } group)
            return ArmErrors.NotFound(name, options.ResourceGroup);
        try
        {
            group.Retag(GroupReader.ReadPatch(body));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            return ArmErrors.BadRequest("InvalidRequestContent", exception.Message);
        }

        return new ArmAnswer(200, group.Render(withInstanceView: true));
    }

    private ArmAnswer Delete(string name, ArmMessage message)
    {
        if (FindVisible(name) is not { } group)
            return ArmAnswer.NoContent;
        var body = group.Render(withInstanceView: true);
        if (group.IsLeaving)
            return new ArmAnswer(202, body);
        if (faults.Strikes(FaultKind.ArmDeleteForgotten, name, out var drawn))
        {
            // One that is still being created may seem gone, and comes back once.
            if (group.PulledAt is null && !group.View.HasBeenMissed)
                group.HideFor(HiddenFor.Draw(drawn));
            return new ArmAnswer(202, body);
        }

        group.IsEndedByLateMessage = message.IsRepeat && message.SentAt < group.Record.CreatedAt;
        if (group.PulledAt is null || !random.Chance(DeletedAtOncePerMille))
        {
            group.Leave(options.Deletion.Draw(random));
            return new ArmAnswer(202, body);
        }

        world.Remove(group, GroupEnd.DeletedByApi);
        return new ArmAnswer(200, body);
    }
}
