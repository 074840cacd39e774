using System.Collections.Immutable;
using Burst.Core.Policies;
using Burst.Manifests;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Users;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Users;

public sealed class SimulatedUsersTests
{
    private readonly EventLoop loop = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly WorkloadBook book = new();
    private readonly List<string> wrong = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Users_ADayLong_WriteOnlyManifestsThatAreAccepted(ulong seed)
    {
        var api = new ScriptedApi();
        Run(api, seed, hours: 24);
        var applied = api.Requests.Where(request => request.Path.EndsWith("/apply", StringComparison.Ordinal)).ToList();
        Assert.True(applied.Count > 50, $"{applied.Count} files applied");
        foreach (var (_, _, body) in applied)
            Assert.Empty(ManifestReader.Read(body, "user", "default").Errors);
    }

    [Fact]
    public void Users_SameSeed_AskTheSame()
    {
        var (one, other, another) = (new ScriptedApi(), new ScriptedApi(), new ScriptedApi());
        Run(one, 7, hours: 2);
        new SimulatedUsersTests().Run(other, 7, hours: 2);
        new SimulatedUsersTests().Run(another, 8, hours: 2);
        Assert.Equal(one.Requests, other.Requests);
        Assert.NotEqual(one.Requests, another.Requests);
    }

    [Fact]
    public void Users_KeepToTheirBoundAndEveryActionComes()
    {
        var users = Make(new ScriptedApi(), 3, Scenario(liveMax: 5));
        users.Start();
        for (var i = 0; i < 24 * 60; i++)
        {
            loop.RunUntil(loop.Now.AddMinutes(1), () => false);
            Assert.True(book.All.Count(workload => !workload.IsDeleted) <= 5);
        }

        Assert.Equal(Enum.GetValues<UserAction>(), users.Actions.Keys);
    }

    [Fact]
    public void Evening_SmallJobsAreHandedIn_AndServicesAreLookedAfter()
    {
        var api = new ScriptedApi();
        var users = Make(api, 5, Scenario(liveMax: 10));
        users.BeginEvening();
        loop.RunUntil(loop.Now + Evening.Length, () => false);

        var jobs = book.All.Where(workload => workload.Kind == WorkloadKind.Job).ToList();
        Assert.InRange(jobs.Count, 3, 6);
        Assert.All(jobs, job => Assert.True(job is { IsSettled: true, Acknowledged.Replicas: 1, FailsPerMille: < 1000 }));
        var spilled = Assert.Single(book.All.Except(jobs));
        Assert.True(spilled is { IsSettled: true, IsDeleted: false, Policy: { Mode: BurstMode.Overflow, RepatriateAfter.Ticks: >= 0 } });
        var cordons = api.Requests.Count(request => request.Path.Contains("/nodes/", StringComparison.Ordinal));
        Assert.True(cordons > 0 && book.Cordoned.Count == 0);
        Assert.Equal(book.All.Count + Evening.RestartsAt.Count + cordons, api.Requests.Count);
        Assert.True(users is { IsQuiet: true, Failure: null });
    }

    [Fact]
    public void Stop_GivesBackWhatWasTakenAndWaitsForEveryAnswer()
    {
        // For a minute and more nobody answers.
        var api = new ScriptedApi([.. Enumerable.Repeat(200, 40), .. Enumerable.Repeat(0, 400)]);
        var users = Make(api, 5, Scenario(liveMax: 10));
        users.Start();
        while (book.Cordoned.Count == 0 || !book.IsPaused || book.All.All(workload => workload.IsSettled))
            loop.RunUntil(loop.Now.AddSeconds(1), () => false);
        users.Stop();
        Assert.False(users.IsQuiet);
        loop.RunUntil(loop.Now.AddHours(2), () => false);
        Assert.True(users.IsQuiet);
        Assert.Null(users.Failure);
        Assert.Empty(book.Cordoned);
        Assert.False(book.IsPaused);
        Assert.All(book.All, workload => Assert.True(workload.IsSettled));
        Assert.Equal("{\"paused\":false}", api.Requests.Last(request => request.Path.EndsWith("/pause", StringComparison.Ordinal) && request.Method == "PUT").Body);
    }

    [Fact]
    public void Request_NoAnswerOrBusy_IsAskedAgain_AndBetweenBothIntentsStand()
    {
        var api = new ScriptedApi(0, 503, 429, 200);
        var user = new WorkloadUser(loop, Requests(api), book);
        var workload = new Workload { Name = "job1", Kind = WorkloadKind.Job, Requests = new(1000, 1024), Completions = 1 };
        var done = user.CreateAsync([(workload, new WorkloadIntent(1, 1))]);
        Assert.False(workload.IsSettled);
        loop.RunUntil(loop.Now.AddMinutes(1), () => false);
        Assert.True(done.IsCompletedSuccessfully);
        Assert.Equal(4, api.Requests.Count);
        Assert.True(workload.IsSettled);
        Assert.True(workload.ChangedAt > workload.SentAt);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(422)]
    [InlineData(404)]
    public async Task Request_AnsweredWronglyAtOnce_IsReportedAndNothingChanges(int status)
    {
        var requests = Requests(new ScriptedApi(status));
        Assert.False(await requests.AskAsync("DELETE", "/x"));
        Assert.StartsWith($"DELETE /x {status}", Assert.Single(wrong));
    }

    [Fact]
    public void Delete_MissingAfterATryWithoutAnswer_IsDone()
    {
        var done = Requests(new ScriptedApi(0, 404)).AskAsync("DELETE", "/x");
        loop.RunUntil(loop.Now.AddMinutes(1), () => false);
        Assert.True(done.IsCompletedSuccessfully);
        Assert.Empty(wrong);
    }

    private void Run(ScriptedApi api, ulong seed, int hours)
    {
        var users = Make(api, seed, UserScenario.Draw(seed));
        users.Start();
        loop.RunUntil(loop.Now.AddHours(hours), () => false);
        users.Stop();
        loop.RunUntil(loop.Now.AddHours(1), () => false);
        Assert.Null(users.Failure);
        Assert.True(users.IsQuiet);
        Assert.Empty(wrong);
    }

    private UserRequests Requests(ScriptedApi api)
    {
        ContinueInline();
        return new(loop, api, new SeededRandom(1), Report);
    }

    private SimulatedUsers Make(ScriptedApi api, ulong seed, UserScenario scenario)
    {
        ContinueInline();
        return new(loop, api, seed, scenario, book, ["vm1", "vm2"], ["vm1", "vm2", "aci1"], Report);
    }

    private void Report(string request, string answer) => wrong.Add($"{request} {answer}");

    /// <summary>With the test runner's context what waits would go on elsewhere; the simulator has none.</summary>
    private static void ContinueInline() => SynchronizationContext.SetSynchronizationContext(null);

    private static UserScenario Scenario(int liveMax) => UserScenario.Draw(1) with
    {
        Every = TimeSpan.FromSeconds(10),
        LiveMax = liveMax,
        Weights = Enum.GetValues<UserAction>().ToImmutableSortedDictionary(action => action, _ => 5),
    };
}
