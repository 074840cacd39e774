using Microsoft.Extensions.Logging;

namespace Burst.Storage;

public sealed partial class SqliteStateStore
{
    [LoggerMessage(6601, LogLevel.Information, "State {DatabaseFile} is open; its schema was {VersionFound} and is {Version}")]
    private static partial void LogOpened(ILogger logger, string databaseFile, long versionFound, int version);

    [LoggerMessage(6602, LogLevel.Debug, "Pruned {Rows} rows of history")]
    private static partial void LogPruned(ILogger logger, int rows);
}
