using Burst.Core.Hosts;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Logs;

public sealed class LogTests
{
    private const string Key = A.GroupName + "/main";
    private readonly AciFixture _fixture = new();

    public LogTests()
    {
        _fixture.Create();
        SetState("Running");
    }

    [Fact]
    public void ReadLogs_OfARunningContainer_HasTimesAndTexts()
    {
        _fixture.Arm.Logs[Key] = "2026-03-01T11:00:00.123456789Z one two\n2026-03-01T11:00:01Z \nplain\r\nlast";
        var lines = _fixture.ReadLogs(new LogQuery());
        Assert.Equal(["one two", "", "plain", "last"], lines.Select(line => line.Text));
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:00:00.1234567Z"), lines[0].At);
        Assert.Null(lines[2].At);
    }

    [Fact]
    public void ReadLogs_WithATail_AsksTheServiceForIt()
    {
        _fixture.Arm.Logs[Key] = Lines(1, 5);
        Assert.Equal(["l4", "l5"], _fixture.ReadLogs(new LogQuery(TailLines: 2)).Select(line => line.Text));
        Assert.Contains("tail=2", _fixture.Arm.Journal[^1].Uri.Query);
        Assert.Empty(_fixture.ReadLogs(new LogQuery(TailLines: 0)));
    }

    [Fact]
    public void ReadLogs_Since_LeavesOutWhatIsOlder()
    {
        _fixture.Arm.Logs[Key] = Lines(1, 5);
        var since = DateTimeOffset.Parse("2026-03-01T11:00:04Z");
        Assert.Equal(["l4", "l5"], _fixture.ReadLogs(new LogQuery(Since: since)).Select(line => line.Text));
    }

    [Fact]
    public void ReadLogs_OfAContainerThatIsNotThere_IsEmpty()
    {
        _fixture.Arm.Logs[A.GroupName + "/other"] = "no\n";
        Assert.Empty(_fixture.ReadLogs(new LogQuery(), "other"));
        Assert.Empty(_fixture.ReadLogs(new LogQuery(Follow: true), "other"));
    }

    [Fact]
    public void ReadLogs_OfAnotherClustersGroup_ReadsNothing()
    {
        _fixture.Arm.Logs[Key] = Lines(1, 5);
        _fixture.Arm.Groups[A.GroupName]["tags"]!["burst-owner"] = "99999999-7425-40de-944b-e07fc1f90ae7";
        Assert.Empty(_fixture.ReadLogs(new LogQuery(Follow: true)));
        Assert.DoesNotContain("GET logs", _fixture.Arm.Calls);
    }

    [Fact]
    public void ReadLogs_BeforeThereIsAnyOutput_IsEmpty() => Assert.Empty(_fixture.ReadLogs(new LogQuery()));

    [Fact]
    public void Follow_OfAGrowingLog_GivesEachLineOnceAndEndsWithTheContainer()
    {
        var written = "";
        var lineNumber = 0;
        OnEachLogRead(reads =>
        {
            if (reads == 10)
                SetState("Terminated");
            if (reads <= 10)
                written += Lines(lineNumber + 1, lineNumber += reads);
            _fixture.Arm.Logs[Key] = reads == 4 ? written[..^4] : written;
        });
        var lines = _fixture.ReadLogs(new LogQuery(Follow: true));
        Assert.Equal(Enumerable.Range(1, 55).Select(i => $"l{i}"), lines.Select(line => line.Text));
    }

    [Fact]
    public void Follow_OfALogThatLosesItsBeginning_LosesAndRepeatsNothing()
    {
        OnEachLogRead(reads =>
        {
            var end = reads * 7;
            _fixture.Arm.Logs[Key] = Lines(Math.Max(1, end - 20), end)[Math.Min(3, reads - 1)..];
            if (reads == 12)
                SetState("Terminated");
        });
        var lines = _fixture.ReadLogs(new LogQuery(Follow: true));
        Assert.Equal(Enumerable.Range(1, 91).Select(i => $"l{i}"), lines.Select(line => line.Text));
    }

    [Fact]
    public void Follow_WithATail_BeginsThereAndThenGoesOn()
    {
        OnEachLogRead(reads =>
        {
            _fixture.Arm.Logs[Key] = Lines(1, 10 * reads);
            if (reads == 3)
                SetState("Terminated");
        });
        var lines = _fixture.ReadLogs(new LogQuery(Follow: true, TailLines: 2));
        Assert.Equal("l9", lines[0].Text);
        Assert.Equal("l11", lines[2].Text);
    }

    [Fact]
    public void Follow_OfAGroupThatIsDeleted_Ends()
    {
        OnEachLogRead(reads =>
        {
            _fixture.Arm.Logs[Key] = "2026-03-01T11:00:00Z unfinished";
            if (reads == 2)
                _fixture.Arm.Groups.Remove(A.GroupName);
        });
        Assert.Equal(["unfinished"], _fixture.ReadLogs(new LogQuery(Follow: true)).Select(line => line.Text));
    }

    [Fact]
    public void ReadLogs_OfAContainerThatHasEnded_SaysThatTheBeginningMayBeMissing()
    {
        SetState("Terminated");
        _fixture.Arm.Logs[Key] = Lines(1, 1000);
        var lines = _fixture.ReadLogs(new LogQuery());
        Assert.True(lines[0].IsRemark);
        Assert.Contains("16 KB", lines[0].Text);
        Assert.Equal(1000, lines.Count(line => !line.IsRemark));
        Assert.DoesNotContain(_fixture.ReadLogs(new LogQuery(TailLines: 5)), line => line.IsRemark);
        SetState("Running");
        Assert.DoesNotContain(_fixture.ReadLogs(new LogQuery()), line => line.IsRemark);
    }

    [Fact]
    public void Follow_OutlivesAServiceThatDoesNotAnswerForAWhile()
    {
        OnEachLogRead(reads =>
        {
            _fixture.Arm.Logs[Key] = Lines(1, reads);
            for (var i = 0; reads == 2 && i < 20; i++)
                _fixture.Arm.AnswerNext(request => request.Uri.AbsolutePath.EndsWith("/logs"), 503, "");
            if (reads > 30)
                SetState("Terminated");
        });
        var lines = _fixture.ReadLogs(new LogQuery(Follow: true));
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => $"l{i}"), lines.Select(line => line.Text));
    }

    [Fact]
    public void Follow_OfAServiceThatStaysAway_EndsInAnError()
    {
        OnEachLogRead(reads => _fixture.Arm.AnswerNext(request => reads > 1 && request.Uri.AbsolutePath.EndsWith("/logs"), 503, ""));
        Assert.Throws<PodHostUnavailableException>(() => _fixture.ReadLogs(new LogQuery(Follow: true)));
    }

    [Fact]
    public void ReadLogs_OfAnInitContainer_HasWhatItWrote()
    {
        _fixture.Arm.Groups[A.GroupName]["properties"]!["initContainers"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["name"] = "setup", ["properties"] = new System.Text.Json.Nodes.JsonObject() });
        _fixture.Arm.Logs[A.GroupName + "/setup"] = Lines(1, 2);
        Assert.Equal(["l1", "l2"], _fixture.ReadLogs(new LogQuery(), "setup").Select(line => line.Text));
    }

    private void OnEachLogRead(Action<int> action)
    {
        var reads = 0;
        _fixture.Arm.OnRequest = request =>
        {
            if (request.Uri.AbsolutePath.EndsWith("/logs"))
                action(++reads);
        };
    }

    private void SetState(string state)
    {
        var finish = state == "Terminated" ? "2026-03-01T12:30:00Z" : null;
        var view = AciFixture.ContainerView(state, finish is null ? null : 0, "2026-03-01T11:00:00Z", finish);
        _fixture.Arm.SetView(A.GroupName, AciFixture.View(finish is null ? "Running" : "Succeeded"), view);
    }

    private static string Lines(int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(i => $"2026-03-01T11:{i / 60:D2}:{i % 60:D2}Z l{i}\n"));
}
