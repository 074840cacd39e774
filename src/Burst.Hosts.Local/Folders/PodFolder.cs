using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Core.Ids;

namespace Burst.Hosts.Local.Folders;

/// <summary>Where everything of one pod lies. It is a pod from the moment its launch record is there.</summary>
internal sealed class PodFolder(string nodeFolder, PodUid uid)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public PodUid Uid { get; } = uid;

    public string Path { get; } = System.IO.Path.Combine(nodeFolder, uid.Value);

    /// <summary>Where the folder goes, in one step, before its content is removed: half a pod is never seen.</summary>
    public string RemovalPath { get; } = System.IO.Path.Combine(nodeFolder, ".gone-" + uid.Value);

    public string LockPath => System.IO.Path.Combine(Path, "shim.lock");

    public string ShimErrorPath => System.IO.Path.Combine(Path, "shim.err");

    public string LogFolder(string container) => System.IO.Path.Combine(Path, "logs", container);

    public string WorkFolder(string container) => System.IO.Path.Combine(Path, "work", container);

    private string LaunchPath => System.IO.Path.Combine(Path, "launch.json");

    private string StatusPath => System.IO.Path.Combine(Path, "status.json");

    private string StopPath => System.IO.Path.Combine(Path, "stop.json");

    private string LossPath => System.IO.Path.Combine(Path, "loss.json");

    /// <summary>False before the launch is recorded, and once somebody has removed the folder.</summary>
    public bool IsPod => File.Exists(LaunchPath);

    public static PodFolder At(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new PodFolder(System.IO.Path.GetDirectoryName(full)!, PodUid.Parse(System.IO.Path.GetFileName(full)));
    }

    /// <summary>With the folders above it that are missing; the framework would leave those open to everybody.</summary>
    public static void CreateFolder(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is { } parent && !Directory.Exists(parent))
            CreateFolder(parent);
        Directory.CreateDirectory(path, OwnerOnly);
    }

    /// <summary>Idempotent. The record of a launch that never came to its shim is replaced: its secrets may have other names by now.</summary>
    public void Prepare(LaunchRecord launch)
    {
        CreateFolder(Path);
        CreateLockFile();
        Write(LaunchPath, launch, LocalJson.Default.LaunchRecord);
        DurableFile.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>Opening an existing one would fail while a shim that is just starting holds it: the framework locks what it opens.</summary>
    private void CreateLockFile()
    {
        try
        {
            if (!File.Exists(LockPath))
                new FileStream(LockPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(LockPath))
        {
            // Another call for the same pod was quicker.
        }
    }

    public LaunchRecord? ReadLaunch() => Read(LaunchPath, LocalJson.Default.LaunchRecord);

    public StatusRecord? ReadStatus() => Read(StatusPath, LocalJson.Default.StatusRecord);

    public StopRecord? ReadStop() => Read(StopPath, LocalJson.Default.StopRecord);

    public LossRecord? ReadLoss() => Read(LossPath, LocalJson.Default.LossRecord);

    public void WriteStatus(StatusRecord status) => Write(StatusPath, status, LocalJson.Default.StatusRecord);

    public void WriteStop(StopRecord stop) => Write(StopPath, stop, LocalJson.Default.StopRecord);

    public void WriteLoss(LossRecord loss) => Write(LossPath, loss, LocalJson.Default.LossRecord);

    /// <summary>Also finishes a removal that was cut short.</summary>
    public void Remove()
    {
        if (Directory.Exists(RemovalPath))
            Directory.Delete(RemovalPath, recursive: true);
        if (!Directory.Exists(Path))
            return;

        Directory.Move(Path, RemovalPath);
        DurableFile.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
        Directory.Delete(RemovalPath, recursive: true);
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return DurableFile.TryRead(path) is { } content
                ? JsonSerializer.Deserialize(content, type) ?? throw new InvalidDataException($"'{path}' is empty.")
                : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is not what this version of burst writes: {exception.Message}", exception);
        }
    }
}
