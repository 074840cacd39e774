using System.Text;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Probing;

/// <summary>A command in the container: well when it exits with 0.</summary>
internal static class ExecProbe
{
    private const int OutputBytesMax = 1024;

    /// <summary>An engine cannot end a command. While one that was late goes on, no other is started beside it: that is an answer too.</summary>
    public static async Task<ProbeAnswer> AskAsync(
        EngineClient engine, string containerId, IReadOnlyList<string> command, ProbeMemory memory, CancellationToken cancellationToken)
    {
        if (memory.LateExec is { } late && await engine.FindExecAsync(late, cancellationToken).ConfigureAwait(false) is { Running: true })
            return ProbeAnswer.Bad("the command of an earlier question still runs");
        var exec = await engine.CreateExecAsync(
            containerId, new CreateExecDto { AttachStdout = true, AttachStderr = true, Cmd = [.. command] }, cancellationToken).ConfigureAwait(false);
        memory.LateExec = exec;
        string output;
        await using (var stream = await engine.StartExecAsync(exec, cancellationToken).ConfigureAwait(false))
            output = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (await engine.FindExecAsync(exec, cancellationToken).ConfigureAwait(false) is not { Running: false, ExitCode: { } code })
            return ProbeAnswer.Unknown("The engine does not know how the command ended.");
        memory.LateExec = null;
        return code == 0 ? ProbeAnswer.Good : ProbeAnswer.Bad(output.Length == 0 ? $"the command exited with {code}" : $"the command exited with {code}: {output}");
    }

    /// <summary>All of it, so that the command is not held up; its beginning is kept.</summary>
    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var frames = new EngineFrames(stream);
        var kept = new MemoryStream(OutputBytesMax);
        var piece = new byte[OutputBytesMax];
        while (await frames.ReadAsync(piece, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            kept.Write(piece, 0, Math.Min(count, OutputBytesMax - (int)kept.Length));
        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length).Trim();
    }
}
