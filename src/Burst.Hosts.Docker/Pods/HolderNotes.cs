using System.Formats.Tar;
using System.Text;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// What one process of the control plane leaves to the next about the containers of a pod: a short text for each, as a file in the pod's holder,
/// since everything that is known of a pod is on its engine.
/// </summary>
/// <param name="engine">Where the holder is.</param>
/// <param name="folder">Of the holder, for notes of one kind.</param>
internal sealed class HolderNotes(EngineClient engine, string folder)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>All of them, by the containers' names. One call.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(EngineContainer holder, CancellationToken cancellationToken)
    {
        var notes = new Dictionary<string, string>();
        if (await engine.FindArchiveAsync(holder.Id, folder, cancellationToken).ConfigureAwait(false) is not { } tar)
            return notes;
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } content)
                notes[Path.GetFileName(entry.Name)] = new StreamReader(content, Encoding.ASCII).ReadToEnd();
        }

        return notes;
    }

    /// <summary>In place of the one before.</summary>
    public Task WriteAsync(EngineContainer holder, EngineContainer container, string note, CancellationToken cancellationToken) => engine.PutArchiveAsync(
        holder.Id, "/", TarArchive.Of([($"{folder}/{container.Name}", Encoding.ASCII.GetBytes(note), Readable)]), cancellationToken);
}
