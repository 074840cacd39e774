using System.Runtime.CompilerServices;

namespace Burst.Cli.Tests.Support;

/// <summary>Compares text with a file beside the tests; BURST_APPROVE=1 writes the file instead.</summary>
internal static class Approval
{
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(folder, "Approved")))
            folder = Path.GetDirectoryName(folder)!;
        var path = Path.Combine(folder, "Approved", name);
        if (Environment.GetEnvironmentVariable("BURST_APPROVE") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }
}
