using System.Runtime.CompilerServices;
using Xunit;

namespace Burst.Testing;

/// <summary>Compares text with a file in the folder Approved of the test project; BURST_APPROVE=1 writes the file instead.</summary>
public static class Approval
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
