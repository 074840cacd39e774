using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Core.Objects;
using Burst.Manifests;

namespace Burst.Api.Writing;

/// <summary>Reads the one object a write is about.</summary>
internal static class ManifestBody
{
    private const string Source = "body";

    /// <param name="resource">What it must be.</param>
    /// <param name="call">Its namespace, and its name if the path has one.</param>
    public static DeclaredObject Read(Resource resource, ApiCall call)
    {
        var type = MediaType.Of(call.Request);
        if (!MediaType.IsManifest(type) && type != MediaType.ApplyPatch)
            throw Refusal.UnsupportedMediaType($"Content-Type {type} is not supported here; application/json and application/yaml are "
                + "(with kubectl: create -f FILE or apply -f FILE)");
        var metadata = MediaType.IsJson(type) ? JsonBody.Read(call.Request.Body).Object("metadata") : null;
        var (declared, warnings) = Parse(resource, TextOf(call.Request.Body), call.Namespace, NameIn(metadata));
        if (declared.Metadata.Namespace != call.Namespace)
            throw Refusal.BadRequest($"metadata.namespace is {declared.Metadata.Namespace} and the path says {call.Namespace}; they must be the same");
        if (call.PathValues.TryGetValue("name", out var name) && declared.Metadata.Name != name)
            throw Refusal.BadRequest($"metadata.name is {declared.Metadata.Name} and the path says {name}; they must be the same");
        return new DeclaredObject(declared, Preconditions.Read(metadata), warnings);
    }

    /// <summary>The object a manifest in JSON declares.</summary>
    public static ClusterObject Parse(Resource resource, JsonObject manifest, string inNamespace) =>
        Parse(resource, TextOf(JsonBytes.Of(manifest)), inNamespace, NameIn(manifest["metadata"] as JsonObject)).Object;

    public static string TextOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.BadRequest("the body is not UTF-8");
        }
    }

    private static (ClusterObject Object, ImmutableArray<string> Warnings) Parse(Resource resource, string text, string inNamespace, string name)
    {
        var read = ManifestReader.Read(text, Source, inNamespace.Length > 0 ? inNamespace : Namespace.Default);
        if (!read.Errors.IsEmpty)
            throw Refusal.Invalid(resource, name, [.. read.Errors.Select(error => StatusCause.Invalid(error.Path, error.Message))]);
        if (read.Objects is not [var only])
            throw Refusal.BadRequest($"the body holds {read.Objects.Length} objects; one {resource.Kind} is expected");
        if (only.Object.Kind != resource.ObjectKind)
            throw Refusal.BadRequest($"the body is a {only.Object.Kind}; a {resource.Kind} is expected here");
        return (only.Object, read.Warnings);
    }

    /// <summary>What a refusal calls the object, as far as it can be read.</summary>
    private static string NameIn(JsonObject? metadata) =>
        metadata?["name"] is JsonValue value && value.TryGetValue(out string? name) ? name : Source;
}
