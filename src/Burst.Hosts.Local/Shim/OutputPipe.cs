using Burst.Hosts.Local.Logs;
using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Shim;

/// <summary>One stream of a container on its way to the log.</summary>
internal sealed class OutputPipe(LogWriter log, byte[] stream, TimeProvider timeProvider) : IDisposable
{
    private const int ReadBytes = 16 * 1024;
    private readonly OsPipe pipe = OsPipe.Create();
    private readonly LineSplitter splitter = new(log, stream, timeProvider);

    public int ReadEnd => pipe.ReadEnd;

    public int WriteEnd => pipe.WriteEnd;

    public bool HasEnded { get; private set; }

    public void CloseWriteEnd() => pipe.CloseWriteEnd();

    /// <returns>Whether there was anything.</returns>
    public bool Copy(Span<byte> buffer)
    {
        if (HasEnded)
            return false;

        var count = pipe.Read(buffer[..ReadBytes]);
        HasEnded = count == 0;
        if (count <= 0)
            return false;

        splitter.Add(buffer[..count]);
        return true;
    }

    /// <summary>What the kernel still holds. Nobody of the container is left to write more, so it ends.</summary>
    public void Finish(Span<byte> buffer)
    {
        const int kernelBytesMax = 16 * 1024 * 1024;
        for (var copied = 0; copied < kernelBytesMax && Copy(buffer); copied += ReadBytes / 4)
        {
        }

        splitter.Complete();
    }

    public void Dispose() => pipe.Dispose();
}
