using System.Runtime.InteropServices;

namespace Burst.Hosts.Local.Native;

/// <summary>Starts processes with posix_spawn: nothing of ours leaks into them, and why a program could not be executed comes back as errno.</summary>
internal static unsafe class Spawner
{
    // Larger than glibc's posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t (128) on every architecture.
    private const int StructBytes = 512;
    private const string Nowhere = "/dev/null";
    private const int AppendFlags = LinuxConstants.OpenWriteOnly | LinuxConstants.OpenCreate | LinuxConstants.OpenAppend;
    private const uint OwnerOnly = 0b110_000_000;

    /// <returns>The pid, or (negative) the errno.</returns>
    public static int Start(SpawnRequest request)
    {
        var actions = (nint)NativeMemory.AllocZeroed(StructBytes);
        var attributes = (nint)NativeMemory.AllocZeroed(StructBytes);
        var signals = (nint)NativeMemory.AllocZeroed(StructBytes);
        var arguments = CopyStrings(request.Arguments);
        var environment = CopyStrings(request.Environment);
        _ = Libc.SpawnActionsInit(actions);
        _ = Libc.SpawnAttributesInit(attributes);
        try
        {
            AddActions(actions, request);
            SetAttributes(attributes, signals, request.NewSession);
            var error = Libc.PosixSpawn(out var pid, request.Executable, actions, attributes, arguments, environment);
            return error == 0 ? pid : -error;
        }
        finally
        {
            _ = Libc.SpawnActionsDestroy(actions);
            _ = Libc.SpawnAttributesDestroy(attributes);
            NativeMemory.Free((void*)actions);
            NativeMemory.Free((void*)attributes);
            NativeMemory.Free((void*)signals);
            FreeStrings(arguments, request.Arguments.Count);
            FreeStrings(environment, request.Environment.Count);
        }
    }

    private static void AddActions(nint actions, SpawnRequest request)
    {
        Require(Libc.SpawnActionsAddChdir(actions, request.WorkingFolder));
        if (request.Terminal is { } terminal)
        {
            Require(Libc.SpawnActionsAddOpen(actions, 0, terminal, LinuxConstants.OpenReadWrite, 0));
            Require(Libc.SpawnActionsAddDup2(actions, 0, 1));
            Require(Libc.SpawnActionsAddDup2(actions, 0, 2));
        }
        else
        {
            Require(Libc.SpawnActionsAddOpen(actions, 0, Nowhere, LinuxConstants.OpenReadOnly, 0));
            AddOutput(actions, 1, request.Output, null);
            AddOutput(actions, 2, request.Error, request.ErrorFile);
        }

        if (request.Handed is { } handed)
            Require(Libc.SpawnActionsAddDup2(actions, handed, SpawnRequest.HandedDescriptor));
        Require(Libc.SpawnActionsAddCloseFrom(actions, request.Handed is null ? SpawnRequest.HandedDescriptor : SpawnRequest.HandedDescriptor + 1));
    }

    private static void AddOutput(nint actions, int target, int? descriptor, string? file)
    {
        if (descriptor is { } from)
            Require(Libc.SpawnActionsAddDup2(actions, from, target));
        else if (file is not null)
            Require(Libc.SpawnActionsAddOpen(actions, target, file, AppendFlags, OwnerOnly));
        else
            Require(Libc.SpawnActionsAddOpen(actions, target, Nowhere, LinuxConstants.OpenWriteOnly, 0));
    }

    private static void SetAttributes(nint attributes, nint signals, bool newSession)
    {
        // .NET ignores SIGPIPE, and what is ignored stays ignored through exec: a child starts with nothing blocked, nothing ignored.
        Require(Libc.SpawnAttributesSetSignalMask(attributes, signals));
        new Span<byte>((void*)signals, 128).Fill(0xFF);
        Require(Libc.SpawnAttributesSetSignalDefaults(attributes, signals));
        Require(Libc.SpawnAttributesSetGroup(attributes, 0));
        var own = newSession ? LinuxConstants.SpawnSetSession : LinuxConstants.SpawnSetGroup;
        Require(Libc.SpawnAttributesSetFlags(attributes, (short)(own | LinuxConstants.SpawnSetSignalDefaults | LinuxConstants.SpawnSetSignalMask)));
    }

    private static nint CopyStrings(IReadOnlyList<string> texts)
    {
        var pointers = (nint*)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(nint));
        for (var i = 0; i < texts.Count; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        return (nint)pointers;
    }

    private static void FreeStrings(nint pointers, int count)
    {
        for (var i = 0; i < count; i++)
            Marshal.FreeCoTaskMem(((nint*)pointers)[i]);
        NativeMemory.Free((void*)pointers);
    }

    private static void Require(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"posix_spawn could not be prepared: {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
