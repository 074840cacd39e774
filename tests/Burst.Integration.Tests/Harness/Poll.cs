using System.Diagnostics;

namespace Burst.Integration.Tests.Harness;

/// <summary>Waits for something to become true, with a deadline generous enough for a busy machine.</summary>
internal static class Poll
{
    public static async Task UntilAsync(string what, Func<Task<bool>> isTrue, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(90);
        var watch = Stopwatch.StartNew();
        while (!await isTrue())
        {
            Assert.True(watch.Elapsed < limit, $"Not within {limit.TotalSeconds:0} s: {what}.");
            await Task.Delay(200);
        }
    }
}
