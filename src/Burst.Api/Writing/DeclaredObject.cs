using System.Collections.Immutable;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>What a body declares, what its writer believes of the object that exists, and what the reader has to say of it.</summary>
internal sealed record DeclaredObject(ClusterObject Object, Preconditions Preconditions, ImmutableArray<string> Warnings);
