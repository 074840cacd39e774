using System.Text;
using System.Threading.Channels;
using Burst.Core.Hosts;

namespace Burst.Api.Tests.Support;

/// <summary>Writes back what it is sent, to its errors what begins with '!'; ends with its input.</summary>
internal sealed class ScriptedProcess : IPodProcess
{
    private readonly Channel<byte[]> written = Channel.CreateUnbounded<byte[]>();

    public int? ExitCode { get; set; } = 0;

    public List<string> Journal { get; } = [];

    public async ValueTask<ProcessOutput> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!await written.Reader.WaitToReadAsync(cancellationToken))
            return default;
        var piece = await written.Reader.ReadAsync(cancellationToken);
        piece.CopyTo(buffer);
        return new ProcessOutput(piece.Length, piece[0] == '!');
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Journal.Add(Encoding.UTF8.GetString(bytes.Span));
        written.Writer.TryWrite(bytes.ToArray());
        return ValueTask.CompletedTask;
    }

    public ValueTask EndInputAsync(CancellationToken cancellationToken)
    {
        Journal.Add("(end of input)");
        written.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        Journal.Add($"({size.Rows}x{size.Columns})");
        return ValueTask.CompletedTask;
    }

    public ValueTask<int?> FindExitCodeAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ExitCode);

    public ValueTask DisposeAsync()
    {
        Journal.Add("(left)");
        return ValueTask.CompletedTask;
    }
}
