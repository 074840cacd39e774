using Burst.Core.Objects;

namespace Burst.Manifests.Tests;

/// <summary>Reads manifests that are expected to be right, or wrong in one way.</summary>
internal static class Read
{
    public static T One<T>(string text)
        where T : ClusterObject => Assert.IsType<T>(Assert.Single(All(text).Objects).Object);

    public static ManifestResult All(string text)
    {
        var result = ManifestReader.Read(text, "test.yaml");
        Assert.True(result.Errors.IsEmpty, string.Join('\n', result.Errors));
        return result;
    }

    public static string Error(string text)
    {
        var result = ManifestReader.Read(text, "test.yaml");
        Assert.Empty(result.Objects);
        return Assert.Single(result.Errors).ToString();
    }
}
