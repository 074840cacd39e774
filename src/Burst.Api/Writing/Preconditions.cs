using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>What the writer believes of the object: a version or identity it has seen. Null asks nothing.</summary>
internal sealed record Preconditions(string? ResourceVersion, string? Uid)
{
    public static readonly Preconditions None = new(null, null);

    /// <summary>Those in an object's metadata, or in delete options.</summary>
    public static Preconditions Read(JsonObject? source) =>
        source is null ? None : new Preconditions(NullIfEmpty(source.Text("resourceVersion")), NullIfEmpty(source.Text("uid")));

    public void Check(Resource resource, ClusterObject existing)
    {
        var metadata = existing.Metadata;
        if (ResourceVersion is not null && ResourceVersion != metadata.ResourceVersion.ToString())
        {
            throw Refusal.Conflict(resource, metadata.Name, "the object has been modified; please apply your changes to the latest version and try again "
                + $"(yours has resourceVersion {ResourceVersion}, it is at {metadata.ResourceVersion})");
        }

        if (Uid is not null && Uid != metadata.Uid)
            throw Refusal.Conflict(resource, metadata.Name, $"the UID in the precondition ({Uid}) is not that of the object ({metadata.Uid})");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
