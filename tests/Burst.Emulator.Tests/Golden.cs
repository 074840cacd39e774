using System.Text.Json;
using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests;

internal static class Golden
{
    /// <summary>Same members with the same values in the same order.</summary>
    public static void Equal(string expected, string actual) => Assert.Equal(Text(expected), Text(actual));

    private static string Text(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
