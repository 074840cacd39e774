using System.Runtime.InteropServices;
using System.Text.Json;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Shim;

/// <summary>
/// The small process that each pod runs under. It outlives the one that started it, owns the pod's logs and writes its status.
/// A pod is started by one shim, once: the lock keeps a second one out while the first lives, the status after that.
/// </summary>
public static class PodShim
{
    public const string Verb = "__shim";

    /// <summary>Said when the values of secrets are in the descriptor that the host has handed over.</summary>
    internal const string WithSecrets = "with-secrets";

    public const int ExitEnded = 0;
    public const int ExitUsage = 2;
    public const int ExitNotMine = 3;

    /// <param name="args">The pod's folder, and whether there are secrets.</param>
    public static int Run(string[] args)
    {
        if (args is not [var path, ..] || args[1..] is not ([] or [WithSecrets]) || !Directory.Exists(path))
            return ExitUsage;

        // Whatever becomes of the pod, the descriptor is closed before anything is started.
        var secrets = args is [_, WithSecrets] ? ReadSecrets() : LaunchSecrets.None;

        // It fails when the host has already given this process a session of its own, which is as well.
        _ = Libc.SetSid();
        _ = Libc.Prctl(LinuxConstants.PrctlSetChildSubreaper, 1, 0, 0, 0);

        var folder = PodFolder.At(path);
        using var taken = FileLock.TryTake(folder.LockPath);
        if (taken is null || folder.ReadStatus() is not null || folder.ReadLaunch() is not { } recorded)
            return ExitNotMine;

        var launch = secrets.Complete(recorded);
        using var wake = OsPipe.Create();
        using var session = new ShimSession(folder, launch, wake, TimeProvider.System);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            session.RequestStop();
        });
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        using var childEnded = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => wake.WriteByte());
        session.Run();
        return ExitEnded;
    }

    private static LaunchSecrets ReadSecrets() =>
        JsonSerializer.Deserialize(MemoryFile.ReadInherited(SpawnRequest.HandedDescriptor), LocalJson.Default.LaunchSecrets)
            ?? throw new InvalidDataException("The host has handed over no secrets.");
}
