using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Core.Objects;
using Burst.Core.Serialization;

namespace Burst.Manifests.Tests.Writing;

public sealed class RoundTripTests
{
    [Fact]
    public void ToYaml_AnyObject_IsReadBackAsWritten() =>
        ForManyObjects(ManifestWriter.ToYaml);

    [Fact]
    public void ToJson_AnyObject_IsReadBackAsWritten() =>
        ForManyObjects(json => json.ToJsonString());

    [Fact]
    public void ToYaml_AnyText_IsTheSameTextToAReader()
    {
        var objects = new RandomObjects(seed: 11);
        for (var round = 0; round < 500; round++)
        {
            var text = objects.AnyText();
            var yaml = ManifestWriter.ToYaml(new JsonObject
            {
                ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "c" }, ["data"] = new JsonObject { ["k"] = text },
            });
            Assert.Equal(text, Read.One<ConfigMap>(yaml).Data["k"]);
        }
    }

    private static void ForManyObjects(Func<JsonObject, string> write)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var original = new RandomObjects(seed).Next();
            var text = write(ManifestWriter.ToJson(original, SecretRendering.Full));
            var result = ManifestReader.Read(text, $"seed {seed}");
            Assert.True(result.Errors.IsEmpty, string.Join('\n', result.Errors) + "\n" + text);
            Assert.Equal(Stored(original), Stored(Assert.Single(result.Objects).Object));
        }
    }

    private static string Stored(ClusterObject subject) => JsonSerializer.Serialize(subject, CoreJson.Default.ClusterObject);
}
