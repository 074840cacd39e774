using System.Globalization;
using Burst.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Storage.Tests.Durability;

/// <summary>The test assembly run as a program: commits pairs, prints the number of each that was acknowledged, until it is killed.</summary>
internal static class KilledWriter
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["commit-until-killed", var folder])
            return 64;
        await using var store = await SqliteStateStore.OpenAsync(
            folder, new StateStoreOptions(), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var token = await store.AcquireLeaseAsync("killed", CancellationToken.None);
        for (var number = (await store.LoadAsync(CancellationToken.None)).ResourceVersion + 1; ; number++)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            await store.CommitAsync(
                Stored.Put(Stored.ConfigMap("left", text), Stored.ConfigMap("right", text)), token, CancellationToken.None);
            Console.WriteLine(text);
        }
    }
}
