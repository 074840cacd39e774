using System.Threading.Channels;
using Burst.Core.Hosts;

namespace Burst.Api.Tests.Support;

/// <summary>Shows what is typed; Ctrl-D ends it.</summary>
internal sealed class EchoTerminal : IPodTerminal
{
    private readonly Channel<byte[]> screen = Channel.CreateUnbounded<byte[]>();

    public bool IsClosed { get; private set; }

    public List<string> Typed { get; } = [];

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var shown = await screen.Reader.ReadAsync(cancellationToken);
        shown.CopyTo(buffer);
        return shown.Length;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> typed, CancellationToken cancellationToken)
    {
        Typed.Add(System.Text.Encoding.UTF8.GetString(typed.Span));
        screen.Writer.TryWrite(typed.Span[0] == 4 ? [] : typed.ToArray());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
