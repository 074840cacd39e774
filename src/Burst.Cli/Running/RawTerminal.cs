using System.Diagnostics;

namespace Burst.Cli.Running;

/// <summary>Keys go through as they are typed, unseen by this side, until it is disposed. Where there is no <c>stty</c> nothing changes.</summary>
internal sealed class RawTerminal : IDisposable
{
    private readonly string before;

    private RawTerminal(string before) => this.before = before;

    public static RawTerminal? Enter()
    {
        if (Stty("-g") is not { Length: > 0 } before || Stty("raw -echo") is null)
            return null;
        return new RawTerminal(before);
    }

    public void Dispose() => Stty(before);

    private static string? Stty(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("stty", arguments) { RedirectStandardOutput = true });
            var said = process?.StandardOutput.ReadToEnd().Trim();
            process?.WaitForExit();
            return process?.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
