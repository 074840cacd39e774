using Burst.Api.Enrolment;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Server.Configuration;

namespace Burst.Server.Enrolment;

/// <summary>Lets nodes join and leave by the same rules as at a start.</summary>
internal sealed class NodeEnrolment(NodeDrivers drivers, ServerSettings settings, IPriceCatalog prices, TimeProvider time) : INodeEnrolment
{
    public Task<Node> ReadAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => NodeRequest.FindVm(body.Span) is { } vm
        ? new VmJoin(settings.Region, prices, time).ReadAsync(vm, cancellationToken)
        : Task.FromResult(NodeRequest.Read(body.Span, settings, settings.Region, prices));

    public bool IsConfigured(string name) => settings.Nodes.Any(node => node.Metadata.Name == name);

    public Task FollowAsync() => drivers.FollowAsync();
}
