using System.Text;

namespace Burst.Integration.Tests.Harness;

/// <summary>
/// A folder of its own for one test, with all that the processes in it leave behind: they get it as HOME and TMPDIR. Disposing ends
/// every process that has to do with the folder, and removes it.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox()
    {
        Root = Directory.CreateTempSubdirectory("burst-it-").FullName;
        Directory.CreateDirectory(Temp);
    }

    public string Root { get; }

    public string Temp => Path.Combine(Root, "tmp");

    public string State => Path.Combine(Root, "state");

    public string EmulatorState => Path.Combine(Root, "emulator");

    /// <summary>Processes that name the folder, and a path with this text in it, in their command line or work there; zombies have neither.</summary>
    public IReadOnlyList<int> FindProcesses(string path = "") =>
        [.. Directory.GetDirectories("/proc").Select(entry => (entry, Pid: int.TryParse(Path.GetFileName(entry), out var pid) ? pid : 0))
            .Where(entry => entry.Pid > 0 && entry.Pid != Environment.ProcessId && Concerns(entry.entry, path)).Select(entry => entry.Pid)];

    public void Dispose()
    {
        for (var attempt = 0; attempt < 20 && FindProcesses() is { Count: > 0 } left; attempt++)
        {
            foreach (var pid in left)
                Signals.TrySend(pid, Signals.Kill);
            Thread.Sleep(50);
        }

        Directory.Delete(Root, recursive: true);
    }

    private bool Concerns(string process, string path)
    {
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))).Split('\0');
            return arguments.Append(new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "").Any(
                text => text.Contains(Root, StringComparison.Ordinal) && text.Contains(path, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
