using System.Security.Cryptography;
using Burst.Storage.Folders;

namespace Burst.Storage.Secrets;

/// <summary>The key that secrets are sealed with: beside the database, never in it, so a copy of the database reveals nothing.</summary>
internal static class SecretKeyFile
{
    public const int KeyBytes = 32;

    /// <param name="file">Where the key is, or is to be.</param>
    /// <param name="isNeeded">The database holds secrets sealed with it, so a new key would be of no use.</param>
    public static byte[] LoadOrCreate(string file, bool isNeeded)
    {
        try
        {
            if (File.Exists(file))
                return Load(file);
            if (isNeeded)
            {
                throw new StateStoreOpenException(
                    $"{file} is missing, and the database holds secrets that are sealed with it. " +
                    "Put the key file back from where it is kept.");
            }

            return Create(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateStoreOpenException($"The secret key {file} cannot be read or created: {error.Message}", error);
        }
    }

    private static byte[] Load(string file)
    {
        if (PrivateFile.ExposedMode(file) is { } mode)
        {
            throw new StateStoreOpenException(
                $"{file} has mode {mode}: others than its owner may use it. Only 0600 or stricter is accepted; run: chmod 600 '{file}'");
        }

        var length = new FileInfo(file).Length;
        return length == KeyBytes
            ? File.ReadAllBytes(file)
            : throw new StateStoreOpenException(
                $"{file} holds {length} bytes; a secret key is {KeyBytes} bytes. Put the right key file back.");
    }

    /// <summary>In place of what is there; for its owner only.</summary>
    public static void Copy(string file, string target) => Write(File.ReadAllBytes(file), target);

    private static byte[] Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        Write(key, file);
        return key;
    }

    /// <summary>Written aside and renamed, so that a crash leaves a whole key or none.</summary>
    private static void Write(byte[] key, string file)
    {
        var unfinished = file + ".new";
        using (var stream = PrivateFile.Open(unfinished, FileMode.Create, FileShare.None))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }

        DurableFile.Replace(unfinished, file);
    }
}
