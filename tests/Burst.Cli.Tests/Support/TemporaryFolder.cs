using System.Diagnostics;
using System.Text;

namespace Burst.Cli.Tests.Support;

/// <summary>A folder of its own; disposing ends the processes that have to do with it, and removes it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("burst-cli-tests-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose()
    {
        for (var attempt = 0; attempt < 20 && FindProcesses() is { Count: > 0 } left; attempt++)
        {
            foreach (var process in left)
            {
                process.Kill();
                process.WaitForExit(1000);
            }
        }

        Directory.Delete(Root, recursive: true);
    }

    private List<Process> FindProcesses() => [.. Process.GetProcesses().Where(process => process.Id != Environment.ProcessId && Concerns(process.Id))];

    private bool Concerns(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Contains(Root, StringComparison.Ordinal)
                || new FileInfo($"/proc/{pid}/cwd").LinkTarget?.StartsWith(Root, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
