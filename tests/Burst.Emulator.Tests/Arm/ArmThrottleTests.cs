using System.Net.Http.Headers;
using System.Text;

namespace Burst.Emulator.Tests.Arm;

public sealed class ArmThrottleTests
{
    private const string Reads = "x-ms-ratelimit-remaining-subscription-reads";
    private const string Subscription = $"/subscriptions/{Emulation.Subscription}";

    [Fact]
    public async Task Reads_AtOnce_Are250AndThen25ASecond()
    {
        await using var emulation = await Emulation.StartAsync();
        for (var i = 249; i >= 0; i--)
        {
            var read = await emulation.GetAsync(Subscription);
            Assert.Equal((200, $"{i}"), (read.Status, read.Headers[Reads]));
        }

        var refused = await emulation.GetAsync(Subscription);
        Assert.Equal((429, "SubscriptionRequestsThrottled"), (refused.Status, refused.ErrorCode));
        Assert.Equal(("1", "0"), (refused.Headers["Retry-After"], refused.Headers[Reads]));
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal(25, await ServedAsync(emulation, HttpMethod.Get, 26));
        emulation.Time.AdvanceSeconds(3600);
        Assert.Equal(250, await ServedAsync(emulation, HttpMethod.Get, 251));
    }

    [Fact]
    public async Task Writes_AndDeletes_Are200EachAndThen10ASecond()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal(200, await ServedAsync(emulation, HttpMethod.Patch, 201));
        Assert.Equal(200, await ServedAsync(emulation, HttpMethod.Delete, 201));
        emulation.Time.AdvanceSeconds(0.35);
        Assert.Equal(3, await ServedAsync(emulation, HttpMethod.Post, 4));
        emulation.Time.AdvanceSeconds(0.05);
        Assert.Equal(1, await ServedAsync(emulation, HttpMethod.Post, 2));
        Assert.Equal(4, await ServedAsync(emulation, HttpMethod.Delete, 5));
        Assert.Equal(250, await ServedAsync(emulation, HttpMethod.Get, 251));
    }

    [Fact]
    public async Task Buckets_OfPrincipalsAndSubscriptions_AreApart()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Rates = new() { Reads = new(2, 1) } });
        Assert.Equal(2, await ServedAsync(emulation, HttpMethod.Get, 3));
        Assert.Equal(200, (await emulation.GetAsync("/subscriptions/99999999-2222-3333-4444-555555555555")).Status);
        SignIn("one", 1);
        Assert.Equal(2, await ServedAsync(emulation, HttpMethod.Get, 3));
        SignIn("one", 2);
        Assert.Equal(0, await ServedAsync(emulation, HttpMethod.Get, 1));
        SignIn("two", 1);
        Assert.Equal(2, await ServedAsync(emulation, HttpMethod.Get, 3));

        void SignIn(string principal, int serial)
        {
            var claims = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"oid":"{{principal}}","iat":{{serial}}}""")).TrimEnd('=');
            emulation.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"e30.{claims}.");
        }
    }

    [Fact]
    public async Task Bucket_WhenTheClockIsSetBack_NeitherFillsNorStalls()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Rates = new() { Reads = new(2, 1) } });
        Assert.Equal(2, await ServedAsync(emulation, HttpMethod.Get, 3));
        emulation.Time.AdvanceSeconds(-3600);
        Assert.Equal(0, await ServedAsync(emulation, HttpMethod.Get, 1));
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal(1, await ServedAsync(emulation, HttpMethod.Get, 2));
    }

    private static async Task<int> ServedAsync(Emulation emulation, HttpMethod method, int requests)
    {
        var served = 0;
        for (var i = 0; i < requests; i++)
            served += (await emulation.SendAsync(method, Subscription)).Status == 429 ? 0 : 1;
        return served;
    }
}
