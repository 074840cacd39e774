namespace Burst.Storage.Tests;

/// <summary>What a bad disk does to a file.</summary>
internal static class Damage
{
    /// <summary>The second half; the first holds the header and the schema.</summary>
    public static void Pages(string file)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.True(bytes.Length > 100_000);
        var healthy = bytes.Length / 2 / 4096 * 4096;
        Array.Fill(bytes, (byte)0xA5, healthy, bytes.Length - healthy - 4096);
        File.WriteAllBytes(file, bytes);
    }
}
