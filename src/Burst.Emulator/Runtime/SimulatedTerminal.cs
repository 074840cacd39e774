using System.Text;

namespace Burst.Emulator.Runtime;

/// <summary>
/// The terminal of a simulated command: shows what is typed, knows how to erase, and gives it on line by line. Clients put their
/// own terminal into raw mode and leave all of that to this side.
/// </summary>
internal sealed class SimulatedTerminal(Stream input, Stream output)
{
    // As much as a line of a Linux terminal can be.
    private const int LineBytesMax = 4096;
    private const byte Interrupt = 3;
    private const byte EndOfInput = 4;
    private const byte BackSpace = 8;
    private const byte Delete = 127;

    private readonly byte[] _buffer = new byte[1024];
    private readonly List<byte> _line = [];
    private int _next;
    private int _count;
    private bool _afterReturn;

    /// <summary>The next line; null at the end of the input; empty when it was interrupted.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        while (await ReadByteAsync(cancellationToken).ConfigureAwait(false) is { } key)
        {
            var isSecondHalf = key == '\n' && _afterReturn;
            _afterReturn = key == '\r';
            if (isSecondHalf)
                continue;
            if (key == EndOfInput && _line.Count == 0)
                return null;
            if (key is (byte)'\r' or (byte)'\n' or Interrupt)
            {
                await WriteAsync(key == Interrupt ? "^C\n" : "\n", cancellationToken).ConfigureAwait(false);
                return key == Interrupt ? "" : Encoding.UTF8.GetString([.. _line]);
            }

            await EditAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Shows text, with the line ends of a terminal.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EditAsync(byte key, CancellationToken cancellationToken)
    {
        if (key is BackSpace or Delete)
        {
            if (_line.Count == 0)
                return;
            // A character of several bytes goes as a whole.
            while ((_line[^1] & 0xC0) == 0x80 && _line.Count > 1)
                _line.RemoveAt(_line.Count - 1);
            _line.RemoveAt(_line.Count - 1);
            await WriteAsync("\b \b", cancellationToken).ConfigureAwait(false);
        }
        else if (key >= ' ' && _line.Count < LineBytesMax)
        {
            _line.Add(key);
            await output.WriteAsync(new[] { key }, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<byte?> ReadByteAsync(CancellationToken cancellationToken)
    {
        if (_next == _count)
        {
            _count = await input.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            _next = 0;
        }

        return _count == 0 ? null : _buffer[_next++];
    }
}
