using Burst.Api.Enrolment;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Server.Configuration;

namespace Burst.Server.Enrolment;

/// <summary>Lets nodes join and leave by the same rules as at a start.</summary>
internal sealed class NodeEnrolment(NodeDrivers drivers, ServerSettings settings, IPriceCatalog prices) : INodeEnrolment
{
    public Node Read(ReadOnlyMemory<byte> body) => NodeRequest.Read(body.Span, settings, settings.Region, prices);

    public bool IsConfigured(string name) => settings.Nodes.Any(node => node.Metadata.Name == name);

    public Task FollowAsync() => drivers.FollowAsync();
}
