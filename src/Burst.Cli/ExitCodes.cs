namespace Burst.Cli;

/// <summary>How `burst` ends. Documented in the README; scripts rely on it.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Something failed that has no code of its own.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The thing named does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>What was given is not valid: a manifest, a configuration file, a value.</summary>
    public const int Invalid = 4;

    /// <summary>No server answers, or it refuses the credentials.</summary>
    public const int Unreachable = 5;

    /// <summary>The server cannot do it now: busy, in conflict, or its store is unavailable. Try again.</summary>
    public const int TryAgain = 6;

    /// <summary>Ended by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
