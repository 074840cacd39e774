namespace Burst.Hosts.Local.Native;

/// <summary>Linux numbers, the same on x64 and arm64.</summary>
internal static class LinuxConstants
{
    internal const int SigInt = 2;
    internal const int SigQuit = 3;
    internal const int SigHup = 1;
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    internal const int NoSuchFile = 2;
    internal const int Interrupted = 4;
    internal const int TryAgain = 11;
    internal const int NoChild = 10;
    internal const int AccessDenied = 13;

    internal const int WaitNoHang = 1;
    internal const int WaitExited = 4;
    internal const int WaitNoReap = 0x0100_0000;
    internal const int WaitAnyChild = 0;

    internal const int OpenReadOnly = 0;
    internal const int OpenWriteOnly = 1;
    internal const int OpenReadWrite = 2;
    internal const int OpenCreate = 0x40;
    internal const int OpenAppend = 0x400;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x8_0000;

    internal const int OpenNoTerminal = 0x100;
    internal const nuint TerminalSetSize = 0x5414;

    internal const uint MemoryFileCloseOnExec = 1;

    internal const int FcntlSetFlags = 4;
    internal const int LockExclusive = 2;
    internal const int LockNonBlocking = 4;
    internal const int PrctlSetChildSubreaper = 36;
    internal const int PidFdSendSignal = 424;
    internal const int PidFdOpen = 434;

    internal const short SpawnSetGroup = 0x02;
    internal const short SpawnSetSignalDefaults = 0x04;
    internal const short SpawnSetSignalMask = 0x08;
    internal const short SpawnSetSession = 0x80;
}
