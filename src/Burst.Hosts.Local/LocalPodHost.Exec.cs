using System.Runtime.InteropServices;
using System.Text;
using Burst.Core.Ids;
using Burst.Hosts.Local.Exec;
using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;
using Burst.Hosts.Local.Shim;

namespace Burst.Hosts.Local;

public sealed partial class LocalPodHost
{
    private const string TerminalKind = "TERM=xterm";

    /// <summary>
    /// Runs a command of this machine beside a container's process: with its environment, in its folder, on a terminal whose keys
    /// come from <paramref name="input"/> and whose screen is <paramref name="output"/>. It ends with the container. Cancelling hangs
    /// the terminal up.
    /// </summary>
    public async Task<ExecResult> ExecAsync(PodUid pod, ExecRequest request, Stream input, Stream output, CancellationToken cancellationToken)
    {
        if (!options.AllowHostCommands)
            return Refuse($"'{request.Command[0]}' is a command of this machine, which is not allowed here; --allow-host-commands allows it");
        var process = Guard($"look at pod {pod}", FolderOf(pod).ReadStatus)?.Containers.FirstOrDefault(c => c.Status.Name == request.Container)?.Process;
        if (process is null || ReadInsides(process) is not { } insides)
            return Refuse($"container '{request.Container}' does not run");
        if (CommandSearch.Find(request.Command[0], insides.Environment, insides.Folder) is not { } executable)
            return Refuse($"'{request.Command[0]}' was not found in the container's PATH");
        var spawn = new SpawnRequest { Executable = executable, Arguments = request.Command, Environment = insides.Environment, WorkingFolder = insides.Folder };
        var code = await new TerminalProcess(timeProvider)
            .RunAsync(spawn, request.Rows, request.Columns, input, output, cancellationToken).ConfigureAwait(false);
        return code < 0 ? Refuse($"'{request.Command[0]}' could not be started: {Marshal.GetPInvokeErrorMessage(-code)}") : new(code, null);
    }

    private static ExecResult Refuse(string reason) => new(null, reason);

    /// <summary>What the container's own process has, secrets and marker included: whatever carries the marker is ended with it.</summary>
    private static Insides? ReadInsides(ProcessIdentity process)
    {
        try
        {
            var variables = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process.Pid}/environ")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var folder = new FileInfo($"/proc/{process.Pid}/cwd").LinkTarget;
            string[] environment = variables.Any(v => v.StartsWith("TERM=", StringComparison.Ordinal)) ? variables : [.. variables, TerminalKind];
            return folder is not null && ProcessTable.IsAlive(process) ? new(environment, folder) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Insides(string[] Environment, string Folder);
}
