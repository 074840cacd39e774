using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Burst.Cli.Client;
using Burst.Cli.Running;

namespace Burst.Cli.Commands;

/// <summary>A conversation with what runs in a container, over a websocket: keys and sizes one way, output the other.</summary>
/// <param name="path">Of exec or attach, with its query so far.</param>
/// <param name="takesInput">Standard input is passed on.</param>
/// <param name="wantsTerminal">Where standard input is one.</param>
internal sealed class ContainerSession(StringBuilder path, bool takesInput, bool wantsTerminal)
{
    private const int SideMax = 1000;

    private readonly bool hasTerminal = wantsTerminal && !Console.IsInputRedirected;

    /// <returns>The exit code that is told, or 0.</returns>
    public async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        path.Append($"&stdout=true&stderr={Word(!hasTerminal)}&stdin={Word(takesInput)}&tty={Word(hasTerminal)}");
        if (hasTerminal)
            path.Append($"&rows={Side(Console.WindowHeight)}&columns={Side(Console.WindowWidth)}");
        using var raw = hasTerminal ? RawTerminal.Enter() : null;
        await using var input = takesInput ? Console.OpenStandardInput() : Stream.Null;
        await using var socket = await client.OpenSocketAsync(path.ToString(), cancellationToken).ConfigureAwait(false);
        using var stream = new ExecStream(socket, output, parsed.InvocationConfiguration.Error);
        using var resized = hasTerminal ? PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Resize(stream, cancellationToken)) : null;
        return await stream.RunAsync(takesInput ? input : null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A size that cannot be sent is of a command that has ended.</summary>
    private static void Resize(ExecStream stream, CancellationToken cancellationToken) =>
        _ = stream.ResizeAsync(Side(Console.WindowHeight), Side(Console.WindowWidth), cancellationToken)
            .ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private static int Side(int length) => Math.Clamp(length, 1, SideMax);

    private static string Word(bool flag) => flag ? "true" : "false";
}
