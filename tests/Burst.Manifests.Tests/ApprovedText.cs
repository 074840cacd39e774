using System.Runtime.CompilerServices;

namespace Burst.Manifests.Tests;

/// <summary>
/// Compares text with an approved file next to the test. With the environment variable BURST_APPROVE=1 the file is rewritten
/// instead, and the change is reviewed like code.
/// </summary>
internal static class ApprovedText
{
    /// <summary>The test project's source folder.</summary>
    public static string Folder() => Path.GetDirectoryName(ThisFile())!;

    public static void Verify(string actual, string file)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("BURST_APPROVE") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
