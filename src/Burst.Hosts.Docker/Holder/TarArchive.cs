using System.Formats.Tar;

namespace Burst.Hosts.Docker.Holder;

/// <summary>Files in a tar archive, as the engine takes them; all of them root's.</summary>
internal static class TarArchive
{
    /// <param name="files">Paths without a leading slash, contents and modes; folders are made as needed.</param>
    public static byte[] Of(IEnumerable<(string Path, byte[] Content, UnixFileMode Mode)> files)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, content, mode) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return bytes.ToArray();
    }

    /// <summary>Folders, made or given these rights where they are there already.</summary>
    public static byte[] OfFolders(IEnumerable<string> paths, UnixFileMode mode)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var path in paths)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, path + "/") { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return bytes.ToArray();
    }
}
