using System.Net;

namespace Burst.Hosts.Docker.Engine;

/// <summary>The engine answered that it did not do what was asked, in its own words.</summary>
internal sealed class EngineException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
