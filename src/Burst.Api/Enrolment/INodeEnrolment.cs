using Burst.Core.Nodes;

namespace Burst.Api.Enrolment;

/// <summary>How nodes join and leave while the control plane runs. The composition root knows what they are driven with.</summary>
public interface INodeEnrolment
{
    /// <summary>
    /// The node that a request describes, checked as at a start and ready to be registered; an engine that it names has answered. Changes nothing.
    /// </summary>
    /// <param name="body">The body of the request.</param>
    /// <param name="cancellationToken">Who asked has gone.</param>
    /// <exception cref="EnrolmentRefusedException">It cannot join; the exception has every reason.</exception>
    Task<Node> ReadAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Whether the next start would register a node of this name, if it were not on record.</summary>
    bool IsConfigured(string name);

    /// <summary>Starts to drive what has joined, and stops driving what has left. Called when that is durable.</summary>
    Task FollowAsync();
}
