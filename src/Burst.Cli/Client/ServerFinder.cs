using Burst.Server.Security;

namespace Burst.Cli.Client;

/// <summary>Finds the server a command talks to: --kubeconfig, then --state, then $BURST_KUBECONFIG, then the default state folder.</summary>
internal static class ServerFinder
{
    /// <summary><c>$XDG_STATE_HOME/burst</c>, usually <c>~/.local/state/burst</c>.</summary>
    public static string DefaultStateFolder
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".local", "state");
            return Path.Combine(state, "burst");
        }
    }

    public static Kubeconfig Find(string? kubeconfig, string? stateFolder)
    {
        var file = kubeconfig
            ?? (stateFolder is not null ? Path.Combine(stateFolder, "kubeconfig") : null)
            ?? (Environment.GetEnvironmentVariable("BURST_KUBECONFIG") is { Length: > 0 } named ? named : null)
            ?? Path.Combine(DefaultStateFolder, "kubeconfig");
        if (!File.Exists(file))
        {
            throw new CommandException(
                ExitCodes.Unreachable, $"no kubeconfig at {file}. Start a server with `burst up`, or name one with --state DIR or --kubeconfig FILE.");
        }

        try
        {
            return Kubeconfig.Read(file);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Invalid, exception.Message, exception);
        }
    }
}
