/**
 * Programs that use the recipes: {@code Examples} has one for each, as {@code docs/recipes.md} shows it, and {@code Master},
 * {@code Worker} and {@code TaskClient} are an application. They are here and not in the library since nobody is to depend on
 * them: they are to be read, and copied.
 */
package dev.paddock.client.recipe.example;
