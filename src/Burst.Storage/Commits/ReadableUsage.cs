using Burst.Core.Ledger;
using Burst.Storage.Reads;

namespace Burst.Storage.Commits;

/// <summary>Reads a usage record for pruning. One that cannot be read stays as it is: it must not keep every later commit from being made.</summary>
internal static class ReadableUsage
{
    public static UsageRecord? Find(string json)
    {
        try
        {
            return StoredJson.Usage(json);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
