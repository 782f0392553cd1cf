/** How figures are kept until somebody asks for them. Nothing here is shared: whoever counts owns what he counts with. */
package dev.paddock.server.metric;
