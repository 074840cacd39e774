namespace Burst.Manifests.Tests.Parsing;

public sealed class MutationTests
{
    private const string Characters = "{}[]:,-?*&!|>'\"%@`#\\ \n\t\r~<=ud8.0aA\u0085\ud83d";

    /// <summary>Whatever is in a file, the answer is objects or placed errors, never an exception.</summary>
    [Fact]
    public void Read_MutatedManifests_GivesObjectsOrErrors()
    {
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(ApprovedText.Folder(), "Exported")),
            .. Directory.GetFiles(Path.Combine(ApprovedText.Folder(), "BadManifests")),
        ];
        var texts = files.Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var random = new Random(4711);
        for (var round = 0; round < 4000; round++)
        {
            var text = texts[round % texts.Length].ToList();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0)
                    text.RemoveAt(at);
                else
                    text.Insert(at, Characters[random.Next(Characters.Length)]);
            }

            var mutated = string.Concat(text);
            var result = ManifestReader.Read(mutated, "x");
            Assert.True(result.Errors.IsEmpty || result.Objects.IsEmpty, mutated);
            Assert.All(result.Errors, error => Assert.True(error is { Line: > 0, Column: > 0, Message.Length: > 0 }, error.ToString()));
        }
    }
}
