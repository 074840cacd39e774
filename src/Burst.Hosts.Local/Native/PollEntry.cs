using System.Runtime.InteropServices;

namespace Burst.Hosts.Local.Native;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry(int descriptor)
{
    internal const short Input = 0x001;

    internal int Descriptor = descriptor;
    internal short Events = Input;
    internal short Returned;
}
