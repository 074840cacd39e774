using Burst.Core.Hosts;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class CheckTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void Check_OfALivingNode_IsReady()
    {
        Assert.True(_fixture.Time.Run(_fixture.Host.CheckAsync(CancellationToken.None)).Ready);
        Assert.Equal(["GET burst-check", "GET usages"], _fixture.Arm.Calls);
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationToken", "credential")]
    [InlineData(403, "AuthorizationFailed", "role")]
    [InlineData(404, "ResourceGroupNotFound", "resource group")]
    public void Check_Refused_TellsTheOperatorWhatToDo(int status, string code, string remedy)
    {
        _fixture.Arm.AnswerNext(HttpMethod.Get, status, code, "said the service");
        var exception = Assert.Throws<PodHostUnavailableException>(() => _fixture.Time.Run(_fixture.Host.CheckAsync(CancellationToken.None)));
        Assert.Contains(remedy, exception.Message);
        Assert.Contains(code, exception.Message);
    }

    [Fact]
    public void Check_Unreachable_NamesTheEndpoint()
    {
        _fixture.Arm.OnRequest = _ => throw new HttpRequestException("Connection refused");
        var exception = Assert.Throws<PodHostUnavailableException>(() => _fixture.Time.Run(_fixture.Host.CheckAsync(CancellationToken.None)));
        Assert.Contains("arm.example", exception.Message);
        Assert.Equal(4, _fixture.Arm.Journal.Count);
    }

    [Fact]
    public void Check_OfANodeThatSaysNothing_EndsWithinTheTimeForARead()
    {
        var before = _fixture.Time.GetUtcNow();
        _fixture.Arm.HangNext(HttpMethod.Get);
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Time.Run(_fixture.Host.CheckAsync(CancellationToken.None)));
        Assert.Equal(TimeSpan.FromSeconds(20), _fixture.Time.GetUtcNow() - before);
    }

    [Fact]
    public void Host_WithoutOtherThreads_RunsOnTheOneThatTurnsTheClock()
    {
        var threads = new HashSet<int>();
        _fixture.Arm.OnRequest = _ => threads.Add(Environment.CurrentManagedThreadId);
        _fixture.Create();
        _fixture.Arm.BreakNext(HttpMethod.Get, afterEffect: false);
        _fixture.List();
        _fixture.Delete();
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }
}
