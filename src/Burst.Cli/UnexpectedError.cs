namespace Burst.Cli;

/// <summary>The last word on what no code foresaw: one line for the user. The details are for those who look for them.</summary>
internal static class UnexpectedError
{
    public const string DebugVariable = "BURST_DEBUG";

    public static async Task<int> WriteAsync(Exception exception, TextWriter error)
    {
        var line = exception.Message.ReplaceLineEndings(" ");
        await error.WriteLineAsync(
            $"burst: unexpected {exception.GetType().Name}: {line} This is a defect; please report it with the output of the same command under {DebugVariable}=1.")
            .ConfigureAwait(false);
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
            await error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
        return ExitCodes.Failed;
    }
}
