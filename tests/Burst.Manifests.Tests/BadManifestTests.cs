using System.Text;

namespace Burst.Manifests.Tests;

/// <summary>What people see when a manifest is wrong. To accept new messages: BURST_APPROVE=1 dotnet test, then read the diff.</summary>
public sealed class BadManifestTests
{
    private static string[] Files => [.. Directory.GetFiles(Path.Combine(ApprovedText.Folder(), "BadManifests"), "*.yaml").Order(StringComparer.Ordinal)];

    [Fact]
    public void Read_BadManifests_GivesTheApprovedMessages()
    {
        var messages = new StringBuilder();
        foreach (var file in Files)
        {
            var result = ManifestReader.Read(File.ReadAllText(file), Path.GetFileName(file));
            Assert.NotEmpty(result.Errors);
            Assert.Empty(result.Objects);
            foreach (var error in result.Errors)
                messages.Append(error).Append('\n');
            foreach (var warning in result.Warnings)
                messages.Append("warning: ").Append(warning).Append('\n');
            messages.Append('\n');
        }

        Assert.True(Files.Length >= 25, $"{Files.Length} bad manifests");
        ApprovedText.Verify(messages.ToString(), "BadManifests.approved.txt");
    }
}
