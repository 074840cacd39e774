using System.Text;

namespace Burst.Cli.Client;

/// <summary>Bytes of one stream as text; a character may come in two pieces.</summary>
internal sealed class ChannelText(TextWriter writer)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = decoder.GetChars(bytes.Span, characters, flush: false);
        await writer.WriteAsync(characters.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
