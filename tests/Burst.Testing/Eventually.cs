using System.Diagnostics;
using Xunit.Sdk;

namespace Burst.Testing;

/// <summary>Waits for what real processes will do in their own time: looked for often, given up late.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <returns>The first value that is as wanted.</returns>
    public static async Task<T> GetAsync<T>(Func<Task<T>> get, Func<T, bool> isWanted, string wanted)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await get();
            if (isWanted(value))
                return value;
            if (watch.Elapsed > Deadline)
                throw new XunitException($"Not within {Deadline.TotalSeconds} s: {wanted}. Last seen: {value}");

            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string wanted) =>
        GetAsync(() => Task.FromResult(condition()), static holds => holds, wanted);
}
