using System.Text.Json.Nodes;
using Burst.Core.Objects;

namespace Burst.Manifests.Writing;

internal static class DataWriter
{
    public static JsonObject Write(ConfigMap config)
    {
        var json = ObjectWriter.Begin(config, "v1");
        ObjectWriter.AddTexts(json, "data", config.Data);
        if (config.Immutable)
            json["immutable"] = true;
        return json;
    }

    public static JsonObject Write(Secret secret, SecretRendering rendering)
    {
        var json = ObjectWriter.Begin(secret, "v1");
        json["type"] = secret.Type;
        ObjectWriter.AddTexts(json, "data", rendering == SecretRendering.Full
            ? secret.Data
            : secret.Data.SetItems(secret.Data.Keys.Select(key => KeyValuePair.Create(key, ManifestWriter.RedactedValue))));
        if (secret.Immutable)
            json["immutable"] = true;
        return json;
    }
}
