using Burst.Api.Errors;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Manifests;

namespace Burst.Api.Applying;

/// <summary>
/// <c>POST /apis/burst.dev/v1/apply</c>: a file of manifests, all of it or none of it. Everything is checked before anything is
/// changed, and all changes are one commit.
/// </summary>
internal sealed class ApplyEndpoint(ControlLoop loop, IIdSource ids, TimeProvider time, ApiOptions options)
{
    private const int SourceLengthMax = 1024;

    public Route Route() => new("POST", "/apis/burst.dev/v1/apply", ApplyAsync);

    private async Task<ApiResponse> ApplyAsync(ApiCall call)
    {
        var manifests = Read(call);
        if (call.IsDryRun)
        {
            return await loop.ReadAsync(state => ApplyPlan.Decide(state, manifests, ids, time.GetUtcNow()).ToResponse(manifests.Warnings))
                .WaitAsync(call.CancellationToken).ConfigureAwait(false);
        }

        ApplyPlan? plan = null;
        return await loop.MutateAsync(
            (state, now) =>
            {
                plan = ApplyPlan.Decide(state, manifests, ids, now);
                return new StateCommit { Changes = plan.Changes(), Audit = plan.Audit(call.Request, now) };
            },
            _ => plan!.ToResponse(manifests.Warnings)).ConfigureAwait(false);
    }

    private ManifestResult Read(ApiCall call)
    {
        var type = MediaType.Of(call.Request);
        if (!MediaType.IsManifest(type))
            throw Refusal.UnsupportedMediaType($"Content-Type {type} is not supported here; application/yaml and application/json are");
        var source = call.Query("source") ?? "body";
        if (source.Length > SourceLengthMax)
            throw Refusal.BadRequest($"source: has {source.Length} characters; at most {SourceLengthMax} are accepted");
        var inNamespace = call.Query("namespace") ?? Namespace.Default;
        if (!DnsName.IsLabel(inNamespace))
            throw Refusal.BadRequest($"namespace: \"{inNamespace}\" is not a namespace; {DnsName.LabelRule}");
        var read = ManifestReader.Read(ManifestBody.TextOf(call.Request.Body), source, inNamespace);
        if (!read.Errors.IsEmpty)
        {
            var count = read.Errors.Length;
            throw Refusal.Invalid(
                $"{source} has {count} error{(count == 1 ? "" : "s")}; nothing was applied",
                [.. read.Errors.Select(error => StatusCause.Invalid(error.Path, error.ToString()))]);
        }

        return read.Objects.Length <= options.ApplyObjectsMax
            ? read
            : throw Refusal.TooLarge($"{source} has {read.Objects.Length} objects; at most {options.ApplyObjectsMax} are applied at a time");
    }
}
