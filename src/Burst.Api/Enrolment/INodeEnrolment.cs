using Burst.Core.Nodes;

namespace Burst.Api.Enrolment;

/// <summary>How nodes join and leave while the control plane runs. The composition root knows what they are driven with.</summary>
public interface INodeEnrolment
{
    /// <summary>The node that a request describes, checked as at a start and ready to be registered. Changes nothing.</summary>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="EnrolmentRefusedException">It cannot join; the exception has every reason.</exception>
    Node Read(ReadOnlyMemory<byte> body);

    /// <summary>Whether the next start would register a node of this name, if it were not on record.</summary>
    bool IsConfigured(string name);

    /// <summary>Starts to drive what has joined, and stops driving what has left. Called when that is durable.</summary>
    Task FollowAsync();
}
